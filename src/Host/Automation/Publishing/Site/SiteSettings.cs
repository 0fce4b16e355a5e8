namespace Atelier.Host.Automation.Publishing.Site;

/// <summary>The settings of a <see cref="SiteTarget"/>: none.</summary>
internal sealed record SiteSettings : TargetSettings;
