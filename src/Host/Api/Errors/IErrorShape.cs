namespace Atelier.Host.Api.Errors;

/// <summary>How an API says that something is wrong.</summary>
internal interface IErrorShape
{
    /// <summary>Writes the body; status and headers are set already.</summary>
    Task WriteAsync(HttpContext context, ApiError error);
}
