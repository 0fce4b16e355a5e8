using Atelier.Host.Api.Native.Contracts;

namespace Atelier.Host.Client;

/// <summary>Takes what a script says and how far its generations are. Called from any thread.</summary>
internal interface IScriptOutput
{
    /// <param name="level"><c>info</c>, <c>warning</c> or <c>error</c>.</param>
    /// <param name="text">One line, or several.</param>
    void Write(string level, string text);

    /// <summary>A generation moved.</summary>
    void Progress(ProgressEvent progress);

    /// <summary>A generation is over.</summary>
    void Over(string jobId);
}
