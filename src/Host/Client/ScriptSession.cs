using System.Net;

namespace Atelier.Host.Client;

/// <summary>What the globals of one run of a script are made from.</summary>
/// <param name="Server">Whose API stands behind them.</param>
/// <param name="Key">A key for it.</param>
/// <param name="Folder">Where its files are, as a full path.</param>
/// <param name="Arguments">What stands after its name.</param>
/// <param name="Allow">Networks that it may call though they are not public.</param>
internal sealed record ScriptSession(
    ServerAddress Server, string Key, string Folder, IReadOnlyList<string> Arguments, IReadOnlyList<IPNetwork> Allow);
