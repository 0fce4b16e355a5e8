using System.Collections.Frozen;
using Atelier.Generation;
using Atelier.Host.Texts;

namespace Atelier.Host.Automation.Runs;

/// <summary>Who runs what.</summary>
internal sealed class Runners(IEnumerable<IRunner> runners)
{
    private readonly FrozenDictionary<string, IRunner> _byKind = runners.ToFrozenDictionary(runner => runner.Kind);

    /// <returns>Null where nobody runs this kind.</returns>
    public IRunner? Find(string kind) => _byKind.GetValueOrDefault(kind);

    /// <exception cref="RequestException">The target cannot be run.</exception>
    public Task CheckAsync(RunTarget target, CancellationToken cancellation) => Find(target.Kind) is { } runner
        ? runner.CheckAsync(target, cancellation)
        : throw new RequestException(
            "target.kind", $"{OneLine.Quoted(target.Kind)} is unknown; it must be {string.Join(" or ", _byKind.Keys.Order())}");
}
