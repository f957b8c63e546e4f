import type { DosOrganisation, DosState } from './state.ts'

/** What those who keep the directory do to it, and what it holds. */
export const controls = {
  putOrganisation(state: DosState, organisation: DosOrganisation): void {
    state.organisations.set(organisation.odsCode.toUpperCase(), organisation)
  },
  removeOrganisation(state: DosState, { odsCode }: { odsCode: string }): void {
    state.organisations.delete(odsCode.toUpperCase())
  },
  listOrganisations: (state: DosState): DosOrganisation[] => [...state.organisations.values()],
}
