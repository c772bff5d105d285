import { chromium } from "@playwright/test";
import { launchOptions } from "./support/browser.mjs";
const base="http://127.0.0.1:4181";
const browser=await chromium.launch(launchOptions);
for (const [width,dark] of [[1440,false],[390,true],[390,false],[1440,true]]) {
 const context=await browser.newContext({viewport:{width,height:width===390?844:900},colorScheme:dark?"dark":"light"});
 await context.request.post(base+"/sign-in",{form:{email:"faculty@demo.attending.example",password:"attending-demo"},maxRedirects:0});
 const page=await context.newPage();
 const tag=`${width}-${dark?"dark":"light"}`;
 await page.goto(base+"/studio/health-economics/units/08-budget");
 await page.locator("form[data-editor=ready]").waitFor();
 await page.getByRole("textbox",{name:"Text of the unit"}).focus();
 await page.keyboard.press("Control+End"); await page.keyboard.type("\n\n/sim"); await page.waitForTimeout(400);
 await page.keyboard.press("Enter"); await page.waitForTimeout(500);
 await page.screenshot({path:`/tmp/w2-looks/menu-${tag}.png`});
 await page.keyboard.type("anti"); await page.waitForTimeout(300); await page.keyboard.press("Enter"); await page.waitForTimeout(2500);
 await page.locator(".editor-preview .simulator").last().scrollIntoViewIfNeeded();
 await page.waitForTimeout(300);
 await page.screenshot({path:`/tmp/w2-looks/preview-${tag}.png`});
 await page.goto(base+"/simulators/control-chart"); await page.waitForTimeout(300);
 await page.screenshot({path:`/tmp/w2-looks/line-${tag}.png`,fullPage:true});
 await context.close();
}
await browser.close();
