/** What the demo stage's switches show. */
export interface DemoStageView {
  /** Whether practice citizens and operators act by themselves. */
  isSimulated: boolean;
  /** The promised window of an escalation that begins now, in milliseconds. */
  escalationWindowMs: number;
}
