using CreditGate.LoadTests.Traffic;

namespace CreditGate.LoadTests.Running;

/// <summary>Brings due orders and free connections together. What finds none free waits in the order it was due; free connections take turns, so that every node gets its part.</summary>
internal sealed class Desk
{
    private readonly Queue<Connection> _free = new();
    private readonly Queue<Order> _waiting = new();
    private readonly Dictionary<Connection, Order> _underWay = [];
    private readonly Lock _lock = new();

    public void Take(Order order)
    {
        Connection connection;
        lock (_lock)
        {
            if (!_free.TryDequeue(out connection!))
            {
                _waiting.Enqueue(order);
                return;
            }

            _underWay[connection] = order;
        }

        connection.Send(order);
    }

    public void Free(Connection connection)
    {
        Order order;
        lock (_lock)
        {
            _underWay.Remove(connection);
            if (!_waiting.TryDequeue(out order))
            {
                _free.Enqueue(connection);
                return;
            }

            _underWay[connection] = order;
        }

        connection.Send(order);
    }

    /// <summary>Orders without an answer.</summary>
    public IReadOnlyList<Order> Unanswered()
    {
        lock (_lock)
        {
            return [.. _underWay.Values, .. _waiting];
        }
    }
}
