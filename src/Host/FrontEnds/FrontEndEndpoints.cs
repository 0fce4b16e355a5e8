using Atelier.Host.Security;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.Primitives;

namespace Atelier.Host.FrontEnds;

/// <summary>
/// A route for each front end that there is: without one, its address is nobody's, and every other address stays whose it was.
/// </summary>
internal sealed class FrontEndEndpoints : EndpointDataSource, IDisposable
{
    private readonly Lock _gate = new();
    private readonly IFrontEnds _frontEnds;
    private IReadOnlyList<Endpoint> _endpoints = [];
    private IReadOnlyList<string> _names = [];
    private CancellationTokenSource _changed = new();

    public FrontEndEndpoints(IFrontEnds frontEnds)
    {
        _frontEnds = frontEnds;
        _frontEnds.Changed += Look;
        Look();
    }

    public override IReadOnlyList<Endpoint> Endpoints => _endpoints;

    public override IChangeToken GetChangeToken() => new CancellationChangeToken(_changed.Token);

    public void Dispose() => _frontEnds.Changed -= Look;

    private void Look()
    {
        CancellationTokenSource before;
        lock (_gate)
        {
            var names = _frontEnds.Names;
            if (names.SequenceEqual(_names))
            {
                return;
            }

            _names = names;
            _endpoints = [.. names.Select(Make)];
            (before, _changed) = (_changed, new CancellationTokenSource());
        }

        // Whoever is told asks for the next token, which must be there by then.
        before.Cancel();
    }

    private static Endpoint Make(string name)
    {
        var pattern = RoutePatternFactory.Parse($"/{name}/{{**{FrontEndRoute.Path}}}");
        return new RouteEndpointBuilder(context => FrontEndRoute.TakeAsync(context, name), pattern, order: 0)
        {
            DisplayName = $"front end {name}",
            Metadata = { new AllowAnonymousAttribute(), new BodyLimit(BodyLimit.Json) },
        }.Build();
    }
}
