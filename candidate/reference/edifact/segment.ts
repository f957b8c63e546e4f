/** A segment: its tag, then elements of components. */
export interface Segment {
  tag: string
  elements: readonly (readonly string[])[]
}

/** One component of an element, both counted from 1 as the message guides count them; empty when it is not there. */
export const part = (segment: Segment | undefined, element: number, component = 1): string => segment?.elements[element - 1]?.[component - 1] ?? ''

/** All components of an element as one text. Long texts are cut into components, each a line. */
export const lines = (segment: Segment | undefined, element: number): string => (segment?.elements[element - 1] ?? []).join('\n').trimEnd()
