using Atelier.Generation;
using Atelier.Host.Worker;

namespace Atelier.Host.FrontEnds;

/// <summary>The plugins that run in this process, and how their front ends stand.</summary>
internal interface IFrontEnds
{
    /// <summary>All of them; none until they have been looked for.</summary>
    IReadOnlyList<PluginInfo> Plugins { get; }

    /// <summary>Raised when one came, changed or went, or a front end stands otherwise. Handlers return quickly.</summary>
    event Action? Changed;

    /// <summary>The names of the front ends that there are, those between two sessions too.</summary>
    IReadOnlyList<string> Names { get; }

    /// <summary>A front end that is called by its name; null where there is none.</summary>
    FrontEndLife? Find(string name);

    /// <summary>Gives one of these plugins other options. It is loaded with them at once; where that fails nothing changes.</summary>
    /// <exception cref="RequestException">There is no such plugin, it has no options, or it does not take these.</exception>
    Task ConfigureAsync(string id, string options, CancellationToken cancellation);

    /// <summary>Looks for changes now.</summary>
    Task RescanAsync(CancellationToken cancellation);
}
