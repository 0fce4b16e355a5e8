using Atelier.Host.Automation.Recipes;
using Atelier.Host.Tests.Doubles;

namespace Atelier.Host.Tests.Automation.Recipes;

public sealed class RecipeFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private RecipeFolder Recipes => new(_folder["recipes"]);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_recipe_is_kept_found_replaced_and_removed()
    {
        Assert.Empty(Recipes.List());
        Recipes.Put("hero", "a: 1", isJson: false);
        Assert.Equal(("hero", "a: 1", false), Of(Recipes.Find("hero")!));
        Recipes.Put("hero", "{}", isJson: true);
        Assert.Equal(("hero", "{}", true), Of(Assert.Single(Recipes.List())));
        Assert.Equal(["hero.json"], Directory.EnumerateFiles(_folder["recipes"]).Select(Path.GetFileName));
        Assert.True(Recipes.Delete("hero"));
        Assert.False(Recipes.Delete("hero"));
        Assert.Null(Recipes.Find("hero"));
    }

    [Fact]
    public void A_file_that_somebody_put_there_counts_at_once_and_keeps_its_ending()
    {
        Directory.CreateDirectory(_folder["recipes"]);
        File.WriteAllText(_folder["recipes", "night.yml"], "b: 2");
        File.WriteAllText(_folder["recipes", "Not A Name.yaml"], "");
        File.WriteAllText(_folder["recipes", "notes.txt"], "");
        Assert.Equal("night", Assert.Single(Recipes.List()).Name);
        Recipes.Put("night", "b: 3", isJson: false);
        Assert.Equal("b: 3", File.ReadAllText(_folder["recipes", "night.yml"]));
    }

    [Theory]
    [InlineData("../hero")]
    [InlineData("a/b")]
    [InlineData("Hero")]
    [InlineData("")]
    [InlineData("-hero")]
    [InlineData("hero\n")]
    public void What_is_no_name_is_never_looked_for(string name)
    {
        File.WriteAllText(_folder["hero.yaml"], "a: 1");
        Assert.Null(Recipes.Find(name));
        Assert.False(Recipes.Delete(name));
    }

    private static (string Name, string Text, bool IsJson) Of(RecipeFile file) => (file.Name, file.Text, file.IsJson);
}
