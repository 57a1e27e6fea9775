import { packedBackend } from '../../../src/backends/packed/backend.js';
import { describeBackend } from '../contract.js';

describeBackend(packedBackend);
