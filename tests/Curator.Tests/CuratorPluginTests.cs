using Atelier.Support;

namespace Atelier.Curator.Tests;

public class CuratorPluginTests
{
    private static readonly CollectedParts Parts = new(new CuratorPlugin());

    [Fact]
    public void It_brings_scorers_and_rules()
    {
        Assert.Equal(["clip_similarity", "colourfulness", "contrast", "sharpness"], Parts.Scorers.Keys.Order());
        Assert.Equal(["not_blank", "size"], Parts.Rules.Keys.Order());
    }

    [Fact]
    public void The_readme_names_every_part()
    {
        var readme = File.ReadAllText(Path.Combine(Golden.RepositoryRoot, "plugins", "Curator", "README.md"));
        Assert.All(Parts.All, part => Assert.Contains($"| `{part.Name}` | {part.Label} |", readme));
    }
}
