namespace Atelier.Host.Automation.Recipes;

/// <summary>What recipes remember: how often each ran, and the facts of each run.</summary>
internal interface IRecipeStore
{
    /// <summary>Counts a run of a recipe; asked again for the same run, the number stays.</summary>
    /// <returns>From 1.</returns>
    Task<long> CountAsync(string recipe, string run, CancellationToken cancellation);

    /// <summary>Keeps the facts of a run, so that one that begins again goes by the same; forgets those that are long over.</summary>
    /// <param name="facts">JSON.</param>
    Task KeepAsync(string run, string facts, CancellationToken cancellation);

    /// <returns>Null where none are kept.</returns>
    Task<string?> FactsAsync(string run, CancellationToken cancellation);
}
