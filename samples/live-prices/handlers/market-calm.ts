import { playMarket } from './_prices'

export default playMarket({ name: 'calm', drift: 0, jump: 0.002 })
