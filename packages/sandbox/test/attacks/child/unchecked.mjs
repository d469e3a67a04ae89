// The same, in a child that runs what the checker refuses.
import './guarded.mjs';
import { skipStaticChecks } from '../../../dist/process/child/run-request.js';

skipStaticChecks();
