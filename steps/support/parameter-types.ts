import { defineParameterType } from '@cucumber/cucumber'
import { loadWorld } from '../../config/world.ts'

// Personas are those of the synthetic world: a scenario that speaks of anybody else does not match, and says so.
defineParameterType({
  name: 'persona',
  regexp: new RegExp(
    loadWorld()
      .staff.map((worker) => worker.persona)
      .sort((a, b) => b.length - a.length)
      .join('|'),
  ),
  transformer: (persona: string) => persona,
})
