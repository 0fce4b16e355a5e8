using System.Reflection;

namespace Atelier.Diffusion.Imaging.Metadata;

/// <summary>The model of a recipe.</summary>
/// <param name="Name">Its name in the models folder.</param>
/// <param name="Hash">SHA-256 of the whole file, in lower-case hexadecimal; null where it is not known.</param>
public sealed record RecipeModel(string Name, string? Hash = null);

/// <summary>What made a picture.</summary>
/// <param name="Atelier">Atelier's version.</param>
/// <param name="Runtime">The runtime that computed, with its version: <c>onnxruntime 1.29.0</c>.</param>
/// <param name="Provider">Where it computed: <c>cpu</c>, <c>cuda</c>.</param>
/// <param name="Plugins">The versions of the plugins that took part, by id.</param>
public sealed record RecipeSoftware(string Atelier, string Runtime, string Provider, IReadOnlyDictionary<string, string> Plugins)
{
    /// <summary>The version of this Atelier: <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        typeof(RecipeSoftware).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
