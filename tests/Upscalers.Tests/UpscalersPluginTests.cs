using Atelier.Support;

namespace Atelier.Upscalers.Tests;

public class UpscalersPluginTests
{
    private static readonly CollectedParts Parts = new(new UpscalersPlugin());

    [Theory]
    [InlineData("None", "none")]
    [InlineData("Lanczos", "lanczos")]
    [InlineData("Nearest", "nearest")]
    [InlineData("Bicubic", "bicubic")]
    [InlineData("Latent", "latent")]
    [InlineData("Latent (antialiased)", "latent_antialiased")]
    [InlineData("Latent (bicubic)", "latent_bicubic")]
    [InlineData("Latent (bicubic antialiased)", "latent_bicubic_antialiased")]
    [InlineData("Latent (nearest)", "latent_nearest")]
    [InlineData("Latent (nearest-exact)", "latent_nearest_exact")]
    public void An_upscaler_has_the_label_that_other_programs_use(string label, string name) =>
        Assert.Equal(label, Assert.Single(Parts.All, part => part.Name == name).Label);

    [Fact]
    public void No_name_is_taken_twice_by_upscalers_of_pictures_and_of_latents()
    {
        var names = Parts.All.SelectMany(part => part.Aliases.Append(part.Name)).ToList();
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void The_readme_names_every_part()
    {
        var readme = File.ReadAllText(Path.Combine(Golden.RepositoryRoot, "plugins", "Upscalers", "README.md"));
        Assert.All(Parts.All, part => Assert.Contains($"| `{part.Name}` | {part.Label} |", readme));
    }
}
