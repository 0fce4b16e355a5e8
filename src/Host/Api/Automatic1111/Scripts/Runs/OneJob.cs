using Atelier.Generation;

namespace Atelier.Host.Api.Automatic1111.Scripts.Runs;

/// <summary>No script, or one that one job is enough for.</summary>
internal sealed class OneJob : IScriptRun
{
    public static OneJob Instance { get; } = new();

    public int? Jobs => 1;

    public async Task<IReadOnlyList<ShownPicture>> MakeAsync(GenerationRequest request, ScriptJobs jobs, CancellationToken cancellation) =>
        [.. (await jobs.MakeAsync(request, cancellation)).Select(ShownPicture.Of)];
}
