export { expectRevocation, makeRevocation, revocationJobs, revokeLater, startRevocation } from './revocation.ts';
