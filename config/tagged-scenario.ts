/** A tag and where it stands. */
export interface PlacedTag {
  name: string
  line: number
}

/** A scenario as a feature file has it. An outline whose example tables carry tags of their own counts once for each of them. */
export interface TaggedScenario {
  feature: string
  name: string
  file: string
  line: number
  /** With those of its feature and rule. */
  tags: readonly PlacedTag[]
  /** Ids of the requirements it verifies, each once. */
  requirements: readonly string[]
  /** Lines of its runs: its own, or those of the rows of its examples. */
  runs: readonly number[]
}
