import { z } from 'zod';

/**
 * TikTok's permission scopes by id (the appendix of the portal's authorization pages). Ids are text: three of them exceed
 * 2^53. The list grows over time, so an id that is missing here is shown as it is.
 */
export const PERMISSION_SCOPES: Readonly<Record<string, string>> = {
  '1': 'Ad Account Management',
  '2': 'Ads Management',
  '3': 'Audience Management',
  '4': 'Reporting',
  '5': 'Measurement',
  '6': 'Creative Management',
  '7': 'App Management',
  '8': 'Pixel Management',
  '9': 'DPA Catalog Management',
  '10000': 'Reach & Frequency',
  '12000000': 'Lead Management',
  '13000000': 'TikTok Creator Marketplace',
  '14000000': 'TikTok Creator',
  '15000000': 'Ad Comments',
  '16000000': 'TikTok Business Plugin',
  '17000000': 'Automated Rules',
  '18000000': 'TikTok Accounts',
  '19000000': 'Onsite Commerce Store',
  '7043626160646946818': 'Offline Events Management',
  '7050363942434013185': 'Ad Diagnosis',
  '7294180478502830081': 'CRM Event Management',
};

/** What exporting audiences needs: reading ad accounts, and writing their audiences. */
export const NEEDED_SCOPES: readonly string[] = ['1', '3'];

export const permissionScopeSchema = z.object({
  id: z.string(),
  name: z.string().describe('TikTok’s name of the permission; the id where it is not known'),
});
export type PermissionScope = z.infer<typeof permissionScopeSchema>;

/** The scope with TikTok's name for it. */
export function namedScope(id: string): PermissionScope {
  return { id, name: PERMISSION_SCOPES[id] ?? id };
}
