import { config } from 'zod/v4/core';

// Schemas look at this when they are made: they must not try to compile themselves, because the page's policy forbids
// it and would report the attempt. So this module comes before every other that makes schemas.
config({ jitless: true });
