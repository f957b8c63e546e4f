import { defineParameterType } from '@cucumber/cucumber'

/** A vaccine as scenarios call it: its type nationally, the product, and the diseases. */
export interface Vaccine {
  target: string
  product: { code: string; term: string }
  diseases: readonly string[]
}

const VACCINES: Record<string, Vaccine> = {
  flu: { target: 'FLU', product: { code: '39566211000001103', term: 'Supemtek Quadrivalent vaccine (recombinant) solution for injection 0.5ml pre-filled syringes (Sanofi)' }, diseases: ['6142004'] },
  RSV: { target: 'RSV', product: { code: '42605811000001109', term: 'Abrysvo vaccine powder and solvent for solution for injection 0.5ml vials (Pfizer Ltd)' }, diseases: ['55735004'] },
}

defineParameterType({ name: 'vaccine', regexp: /flu|RSV/, transformer: (name: string) => VACCINES[name]! })
