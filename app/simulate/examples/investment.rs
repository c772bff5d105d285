//! Net present value, rate of return and break-even.

simulate::simulator!(investment);
