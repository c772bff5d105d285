//! Published models to begin with.

use super::super::super::Preset;

pub(super) const PRESETS: &[Preset] = &[
    Preset {
        name: "sick-sicker",
        title: "Sick-Sicker: four strategies over a lifetime",
        source: "Alarid-Escudero et al., Med Decis Making 2023;43:3-20. The intervals are ours, for practice.",
        inputs: SICK_SICKER,
    },
    Preset {
        name: "hiv",
        title: "HIV: one drug against two",
        source: "Chancellor et al., Pharmacoeconomics 1997;12:54-66, as in Briggs, Claxton and Sculpher (2006), exercise 2.5",
        inputs: HIV,
    },
];

const SICK_SICKER: &str = "states=H,S1,S2,D&start=1+0+0+0&strategies=SoC,A,B,AB\
&parameters=rHS1,.15,.1,.2,gamma;rS1H,.5,.4,.6,gamma;rS1S2,.105,.08,.13,gamma;rHD,.002,.0012,.0028,gamma;hrS1,3,2.5,3.6,lognormal;\
hrS2,10,8,12.4,lognormal;hrB,.6,.5,.72,lognormal;cH,2000,1800,2200,gamma;cS1,4000,3600,4400,gamma;cS2,15000,13000,17000,gamma;\
cA,12000,11000,13000,gamma;cB,13000,12000,14000,gamma;uH,1;uS1,.75,.71,.79,beta;uS2,.5,.45,.55,beta;uA,.95,.93,.97,beta\
&moves=,H,S1,rHS1;,S1,H,rS1H;,S1,S2,rS1S2;B,S1,S2,rS1S2*hrB;AB,S1,S2,rS1S2*hrB;,H,D,rHD;,S1,D,rHD*hrS1;,S2,D,rHD*hrS2\
&values=,H,cH,uH;,S1,cS1,uS1;,S2,cS2,uS2;A,S1,cS1%2BcA,uA;A,S2,cS2%2BcA;B,S1,cS1%2BcB;B,S2,cS2%2BcB;AB,S1,cS1%2BcA%2BcB,uA;AB,S2,cS2%2BcA%2BcB\
&entered=survival&cycles=75&length=1&counted=tutorial&discounted=start&discount-costs=3&discount-effects=3&wtp=100000&trace=&draws=10000&seed=1";

const HIV: &str = "states=A,B,C,dead&start=1000+0+0+0&strategies=mono,combination\
&parameters=rr,.509,.365,.710,lognormal;drug,2278;second,2086.5;cA,2756;cB,3052;cC,9007\
&moves=,A,B,350/1734;,A,C,116/1734;,A,dead,17/1734;,B,C,512/1258;,B,dead,15/1258;,C,dead,437/1749;\
combination,A,B,rr*350/1734,,2;combination,A,C,rr*116/1734,,2;combination,A,dead,rr*17/1734,,2;\
combination,B,C,rr*512/1258,,2;combination,B,dead,rr*15/1258,,2;combination,C,dead,rr*437/1749,,2\
&values=,A,cA%2Bdrug,1;,B,cB%2Bdrug,1;,C,cC%2Bdrug,1;combination,A,cA%2Bdrug%2Bsecond,,,2;combination,B,cB%2Bdrug%2Bsecond,,,2;\
combination,C,cC%2Bdrug%2Bsecond,,,2\
&entered=probabilities&cycles=20&length=1&counted=end&discounted=end&discount-costs=6&discount-effects=0&wtp=8000&trace=&draws=10000&seed=1";
