/** A segment: its tag, then elements of components. */
export interface Segment {
  tag: string
  elements: readonly (readonly string[])[]
}

/** One component of an element, both counted from 1 as the message guides count them; empty when it is not there. */
export const part = (segment: Segment | undefined, element: number, component = 1): string => segment?.elements[element - 1]?.[component - 1] ?? ''

/** What a table has under a code that came from outside; nothing for a code that is only a member of every object. */
export const coded = <Value>(table: Readonly<Record<string, Value>>, code: string): Value | undefined => (Object.hasOwn(table, code) ? table[code] : undefined)

/** All components of an element as one text. Long texts are cut into components, each a line. */
export const lines = (segment: Segment | undefined, element: number): string => (segment?.elements[element - 1] ?? []).join('\n').trimEnd()
