import type { Looked } from "../pages";

const FACULTY = "Ines Ferreira";
const UNIT = "/studio/health-economics/units/05-checkpoint/bank";
const OF_UNIT = "/studio/{module}/units/{unit}/bank";
const QUESTION = "/studio/bank/{question}";

export const BANK: Looked[] = [
  { name: "the question bank", route: "/studio/bank", who: FACULTY },
  { name: "the question bank without what is looked for", route: "/studio/bank", who: FACULTY, address: "/studio/bank?words=zebra" },
  { name: "a question of the bank", route: QUESTION, who: FACULTY, address: "/studio/bank/checkpoint-term" },
  { name: "a next version that is not in order", route: QUESTION, who: FACULTY, address: "/studio/bank/checkpoint-icer", status: 422,
    first: async (page) => {
      await page.getByLabel("Text of the question").fill("no question");
      await page.getByRole("button", { name: "Make version 2" }).click();
    } },
  { name: "the questions of a unit and the bank", route: OF_UNIT, who: FACULTY, address: UNIT },
];
