/** Tells cucumber that a scenario failed whose steps all ran: its checks found something. The findings are in the evidence. */
export class ChecksFailed extends Error {
  constructor(failures: readonly string[]) {
    super(failures.join('\n'))
    this.name = 'ChecksFailed'
  }
}
