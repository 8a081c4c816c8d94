import { playMarket } from './_prices'

export default playMarket({ name: 'crash', drift: -0.05, jump: 0.02 })
