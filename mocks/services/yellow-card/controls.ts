import type { Report, YellowCardState } from './state.ts'

/** What the regulator does, and what there is to see. */
export const controls = {
  /** Says whose reports a reaction's words are about: reports themselves do not. */
  isAbout(state: YellowCardState, { reaction, nhsNumber }: { reaction: string; nhsNumber: string }): void {
    state.about.set(reaction, nhsNumber)
  },

  /** The next report of a reaction is not accepted, for a reason of the regulator's. */
  refuseNext(state: YellowCardState, { reaction, why }: { reaction: string; why: string }): void {
    state.refusals.set(reaction, why)
  },

  /** The reports that were taken in with a reaction of these words. */
  listReports(state: YellowCardState, { reaction }: { reaction: string }): Report[] {
    return [...state.reports.values()].filter(({ reactions }) => reactions.some(({ text: words }) => words === reaction))
  },
}
