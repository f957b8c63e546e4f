import type { Routes } from '../area.ts'

export function referralPages(_routes: Routes): void {}
