/** The query for the free slots of some days, both inclusive, which consumers and patients' apps ask alike. Source: GP Connect, search for free slots. */
export const freeSlotsQuery = (from: string, to: string): [string, string][] => [
  ['start', `ge${from}`],
  ['end', `le${to}`],
  ['status', 'free'],
  ['_include', 'Slot:schedule'],
  ['_include:recurse', 'Schedule:actor:Practitioner'],
  ['_include:recurse', 'Schedule:actor:Location'],
  ['_include:recurse', 'Location:managingOrganization'],
]
