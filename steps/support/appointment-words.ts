import { defineParameterType } from '@cucumber/cucumber'

const ORDINALS = ['first', 'second', 'third', 'fourth']
defineParameterType({ name: 'nth', regexp: new RegExp(ORDINALS.join('|')), transformer: (word: string) => ORDINALS.indexOf(word) })
const STATES = { arrived: 'arrived', seen: 'fulfilled', 'not attended': 'noshow' } as const
defineParameterType({ name: 'attendance', regexp: /arrived|seen|not attended/, transformer: (words: string) => STATES[words as keyof typeof STATES] })
