namespace Atelier.Host.FrontEnds;

/// <summary>The name of a front end that there is now: other addresses stay with whom they were.</summary>
internal sealed class FrontEndConstraint : IRouteConstraint
{
    public const string Name = "frontEnd";

    public bool Match(HttpContext? httpContext, IRouter? route, string routeKey, RouteValueDictionary values, RouteDirection routeDirection) =>
        values[routeKey] is string name && httpContext?.RequestServices.GetService<IFrontEnds>()?.Find(name) is not null;
}
