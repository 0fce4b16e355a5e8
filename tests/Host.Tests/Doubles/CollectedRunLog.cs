using System.Collections.Concurrent;
using Atelier.Host.Automation.Runs;

namespace Atelier.Host.Tests.Doubles;

/// <summary>What a run said: <c>info: a line</c>.</summary>
internal sealed class CollectedRunLog : IRunLog
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public void Write(string level, string text) => Lines.Enqueue($"{level}: {text}");
}
