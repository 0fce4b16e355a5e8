namespace Atelier.Host.Security.Rules;

/// <summary>Says of a route that pages of any site may read it. It changes nothing, and shows nothing that needs a key.</summary>
internal sealed record OpenToOtherSites;
