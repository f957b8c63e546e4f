import type { Word } from '../../gate/words.ts'
import { markup, props, string, token } from './datatypes.ts'

/** The id of a role by its name: `clinical-safety-officer`. */
const roleId = (role: string): string => token(role.trim().toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-'))

interface People {
  roles?: { id: string; title: string }[]
  parties?: { uuid: string; type: 'person'; name: string }[]
  'responsible-parties'?: { 'role-id': string; 'party-uuids': string[] }[]
}

/** Who gave their word, and in which roles, for the metadata of a document; nothing where nobody did. */
export function peopleOf(words: readonly Word[], partyId: (by: string) => string): People {
  if (words.length === 0) return {}
  const inRoles = words.flatMap(({ by, role }) => (role === undefined ? [] : [{ by, role }]))
  const roles = [...Map.groupBy(inRoles, ({ role }) => roleId(role))]
  return {
    ...(roles.length > 0 && { roles: roles.map(([id, same]) => ({ id, title: markup(same[0]?.role ?? id) })) }),
    parties: [...new Set(words.map(({ by }) => by))].map((by) => ({ uuid: partyId(by), type: 'person', name: string(by) })),
    ...(roles.length > 0 && { 'responsible-parties': roles.map(([id, same]) => ({ 'role-id': id, 'party-uuids': [...new Set(same.map(({ by }) => partyId(by)))] })) }),
  }
}

export interface WordIds {
  uuid: string
  /** Whoever gave it. */
  party: string
  /** The system that it is about. */
  subject: string
}

/**
 * A person's word as an observation, whose origin is that person in that role.
 *
 * @param otherwise instant for a word of which nobody says when it was given
 */
export function observationOfWord({ kind, requirement, role, date, expires, state, why, text, risk, evidence }: Word, ids: WordIds, otherwise: string): object {
  const title = kind === 'attestation' ? 'Attestation' : 'Waiver'
  return {
    uuid: ids.uuid,
    title: markup(`${title} of ${requirement}`),
    description: markup(text, ...(risk === undefined ? [] : [`Risk accepted: ${risk}`]), `It ${why}.`),
    props: props({ kind, requirement, state, given: date, 'holds-until': expires }),
    methods: ['EXAMINE'],
    types: [kind],
    origins: [{ actors: [{ type: 'party', 'actor-uuid': ids.party, ...(role !== undefined && { 'role-id': roleId(role) }) }] }],
    subjects: [{ 'subject-uuid': ids.subject, type: 'component' }],
    ...(evidence !== undefined && { 'relevant-evidence': [{ description: markup(evidence) }] }),
    collected: date === undefined ? otherwise : `${date}T00:00:00Z`,
    expires: `${expires}T23:59:59Z`,
  }
}
