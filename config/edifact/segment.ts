/** One line of an EDIFACT message: a tag, its elements, and the components of each. */
export interface Segment {
  tag: string
  elements: string[][]
}

/** A component by its place, counted from nought; empty when it is not there. `at(segment, 0)` is the first component of the first element. */
export const at = (segment: Segment | undefined, element: number, component = 0): string => segment?.elements[element]?.[component] ?? ''
