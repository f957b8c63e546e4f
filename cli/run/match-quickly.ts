import type { ISupportCodeLibrary } from '@cucumber/cucumber/api'

/**
 * Lets step definitions say at once that a step is not theirs. Cucumber asks every definition about every step before the
 * first scenario begins, with a regular expression each: of a second and more, most is spent on hearing no. Definitions nearly
 * always begin with words that the step would have to begin with.
 */
export function matchQuickly(support: ISupportCodeLibrary): ISupportCodeLibrary {
  for (const definition of definitionsOf(support)) {
    const start = firstWords(definition.pattern)
    const { regexp } = definition.expression
    // To match as Cucumber does also finds out where each part of the step stands, which is not the question here.
    definition.matchesStepName = (step) => step.startsWith(start) && regexp.test(step)
  }
  return support
}

interface StepDefinition {
  id: string
  pattern: string | RegExp
  expression: { regexp: RegExp }
  matchesStepName(step: string): boolean
}

/** Cucumber publishes the library of steps as something to hand on, not to look into; its test notices if that changes. */
export const definitionsOf = (support: ISupportCodeLibrary): StepDefinition[] => (support as unknown as { stepDefinitions: StepDefinition[] }).stepDefinitions

/** The whole words that a Cucumber expression begins with; none when it is a regular expression, whose beginning can be anything. */
export function firstWords(pattern: string | RegExp): string {
  if (typeof pattern !== 'string') return ''
  // Parameters, optional text, alternatives and escapes: what they stand for begins with the word they are in.
  const special = pattern.search(/[{(/\\]/)
  return special < 0 ? pattern : pattern.slice(0, pattern.lastIndexOf(' ', special) + 1)
}
