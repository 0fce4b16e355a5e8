namespace Atelier.ControlNet.Tests;

public class ControlNetPluginTests
{
    [Fact]
    public void The_readme_names_every_part_and_its_options()
    {
        var readme = File.ReadAllText(Path.Combine(Support.Golden.RepositoryRoot, "plugins", "ControlNet", "README.md"));
        string[] names =
        [
            .. PluginParts.All.All.Select(part => part.Name),
            .. PluginParts.All.Preprocessors.Values.SelectMany(preprocessor => preprocessor.Options).Select(option => option.Name),
        ];
        Assert.All(names, name => Assert.Contains($"`{name}`", readme));
    }
}
