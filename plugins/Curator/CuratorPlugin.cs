using Atelier.Curator.Rules;
using Atelier.Curator.Scorers;
using Atelier.Curator.Similarity;
using Atelier.Plugins;

namespace Atelier.Curator;

/// <summary>The scorers and rules that come with Atelier.</summary>
public sealed class CuratorPlugin : IPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder) => builder
        .AddScorer<Sharpness>()
        .AddScorer<Colourfulness>()
        .AddScorer<Contrast>()
        .AddScorer<ClipSimilarity>()
        .AddRule<NotBlank>()
        .AddRule<SizeWithin>();
}
