using Atelier.FrontEnds;

namespace Atelier.Host.FrontEnds;

/// <summary>Gives a session what the server lends it.</summary>
internal interface IFrontEndHosts
{
    /// <param name="name">The front end's.</param>
    /// <param name="report">Takes what the session says of itself.</param>
    ILentHost Open(string name, Action<string> report);
}

/// <summary>What one session is lent. Disposing it ends what it still listens to.</summary>
internal interface ILentHost : IFrontEndHost, IDisposable;
