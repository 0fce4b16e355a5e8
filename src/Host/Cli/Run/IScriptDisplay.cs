using Atelier.Host.Client;

namespace Atelier.Host.Cli.Run;

/// <summary>Shows what a script says and how far its generations are.</summary>
internal interface IScriptDisplay : IScriptOutput
{
    /// <summary>Shows it while the work lasts.</summary>
    Task<T> ShowAsync<T>(Func<Task<T>> work);
}
