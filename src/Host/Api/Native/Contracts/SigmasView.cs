namespace Atelier.Host.Api.Native.Contracts;

/// <param name="Sigmas">Noise levels, from the highest to 0.</param>
internal sealed record SigmasView(IReadOnlyList<double> Sigmas);
