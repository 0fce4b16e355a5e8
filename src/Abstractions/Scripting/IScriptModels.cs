namespace Atelier.Scripting;

/// <summary>The models of the server.</summary>
public interface IScriptModels
{
    /// <summary>All of them, those that cannot be used with the reason.</summary>
    Task<IReadOnlyList<ScriptModel>> ListAsync();

    /// <summary>Loads a model before it is needed. For operators.</summary>
    /// <param name="name">The model's name.</param>
    Task LoadAsync(string name);

    /// <summary>Lets a model go. For operators.</summary>
    /// <param name="name">The model's name.</param>
    Task UnloadAsync(string name);
}

/// <summary>A model as a script sees it.</summary>
/// <param name="Name">What requests say.</param>
/// <param name="Family"><c>sd1</c>, <c>sd2</c>, <c>sdxl</c>; null where it could not be told.</param>
/// <param name="Ready">Whether it can be used.</param>
/// <param name="Problem">Why it cannot be used; null where it can.</param>
/// <param name="Loaded">Whether it is in memory.</param>
/// <param name="Default">Whether requests that name no model get it.</param>
public sealed record ScriptModel(string Name, string? Family, bool Ready, string? Problem, bool Loaded, bool Default);
