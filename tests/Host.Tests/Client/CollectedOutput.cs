using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Client;

namespace Atelier.Host.Tests.Client;

/// <summary>Remembers what a script says.</summary>
internal sealed class CollectedOutput : IScriptOutput
{
    public List<(string Level, string Text)> Lines { get; } = [];

    public List<ProgressEvent> Moves { get; } = [];

    public List<string> Ended { get; } = [];

    public void Write(string level, string text) => Lines.Add((level, text));

    public void Progress(ProgressEvent progress) => Moves.Add(progress);

    public void Over(string jobId) => Ended.Add(jobId);
}
