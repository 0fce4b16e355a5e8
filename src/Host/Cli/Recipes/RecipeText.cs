using System.Text;
using Atelier.Host.Automation.Recipes;
using Atelier.Host.Automation.Recipes.Reading;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli.Recipes;

/// <summary>A recipe in a file of the user's.</summary>
/// <param name="Name">The file's, without its ending.</param>
/// <param name="Format"><c>yaml</c> or <c>json</c>.</param>
internal sealed record RecipeText(string Name, string Text, string Format)
{
    /// <exception cref="InputException">It is none, or cannot be read.</exception>
    public static RecipeText Read(string path)
    {
        var (name, format) = (Path.GetFileNameWithoutExtension(path), Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".yaml" or ".yml" => "yaml",
            ".json" => "json",
            _ => throw new InputException($"{path}: a recipe's file ends in .yaml, .yml or .json"),
        });
        if (!RecipeFolder.IsName(name))
        {
            throw new InputException($"{path}: {OneLine.Quoted(name)} is no name for a recipe; it {RecipeFolder.NameWords}");
        }

        try
        {
            return new FileInfo(path).Length <= RecipeReader.LongestText * 4
                ? new RecipeText(name, File.ReadAllText(path, Encoding.UTF8), format)
                : throw new InputException($"{path}: is too large for a recipe");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InputException($"{path}: there is no such file");
        }
    }
}
