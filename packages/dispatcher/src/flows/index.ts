export { type ReplayProgress, replayProgress } from '../ledger/replay-apply.js'
export { type Published, type PublishOrder, publish, rollBack } from './publish.js'
export { applyReplayPlan, planReplay, type ReplayOrder, type ReplayPlan, type ReplayQuery } from './replay.js'
export { type GateOpinion, type MessageStory, type Story, tellWhy, type WhyContext } from './why.js'
