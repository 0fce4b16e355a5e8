namespace Atelier.Scripting;

/// <summary>The recipes of the server: documents that make, choose and publish pictures.</summary>
public interface IScriptRecipes
{
    /// <summary>All recipes, those that cannot be run with the reason.</summary>
    Task<IReadOnlyList<ScriptRecipe>> ListAsync();

    /// <summary>Runs a recipe and waits until that is over, however it ends. For operators.</summary>
    /// <param name="name">The recipe's name.</param>
    /// <param name="arguments">What it takes, by name: <c>new { subject = "a lighthouse" }</c>.</param>
    /// <exception cref="ScriptException">There is none of this name, or it cannot be run.</exception>
    Task<ScriptRun> RunAsync(string name, object? arguments = null);
}

/// <summary>A recipe as a script sees it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Problem">What is wrong with it; null where it reads well.</param>
public sealed record ScriptRecipe(string Name, string Description, string? Problem);
