export const SITE_TITLE = "Words on networks";
export const SITE_DESCRIPTION = "What goes over cables and through the air.";
